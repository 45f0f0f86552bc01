package io.github.easyneg.testkit;

import io.github.easyneg.sample.MultinomialSampler;
import io.github.easyneg.sample.NegativeSampler;
import io.github.easyneg.sample.TopSampler;
import org.junit.jupiter.api.Nested;

/** The samplers of the core keep the contract. */
class SamplersTest {

  @Nested
  class Default extends NegativeSamplerContract {
    @Override
    protected NegativeSampler sampler() {
      return MultinomialSampler.defaults();
    }
  }

  @Nested
  class Uniform extends NegativeSamplerContract {
    @Override
    protected NegativeSampler sampler() {
      return MultinomialSampler.uniform();
    }
  }

  @Nested
  class Cold extends NegativeSamplerContract {
    @Override
    protected NegativeSampler sampler() {
      return MultinomialSampler.temperature(1e-3);
    }
  }

  @Nested
  class ByFrequency extends NegativeSamplerContract {
    @Override
    protected NegativeSampler sampler() {
      return MultinomialSampler.defaults().withFrequencyExponent(0.75);
    }
  }

  @Nested
  class AgainstPlausibleAndFrequent extends NegativeSamplerContract {
    @Override
    protected NegativeSampler sampler() {
      return MultinomialSampler.defaults().withPlausibility(-5).withFrequencyExponent(-0.75);
    }
  }

  @Nested
  class Top extends NegativeSamplerContract {
    @Override
    protected NegativeSampler sampler() {
      return new TopSampler();
    }
  }
}
