package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Dataset;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What wraps a data set or a corpus passes on all that there is to it: a method with a default that
 * a wrapper forgets would lose the corpus, the files or the notes of the one inside silently.
 */
class WrappersTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.easyneg");

  @ParameterizedTest
  @ValueSource(classes = {Dataset.class, Corpus.class})
  void aWrapperHasEveryMethodOfWhatItWraps(Class<?> wrapped) throws Exception {
    List<String> forgotten = new ArrayList<>();
    for (JavaClass wrapper : wrappers(wrapped)) {
      for (Method method : wrapped.getMethods()) {
        if (!Modifier.isStatic(method.getModifiers())
            && wrapper.tryGetMethod(method.getName(), method.getParameterTypes()).isEmpty()) {
          forgotten.add(wrapper.getSimpleName() + "." + method.getName());
        }
      }
    }
    assertThat(forgotten).isEmpty();
  }

  @Test
  void theWrappersAreFound() {
    assertThat(wrappers(Dataset.class))
        .extracting(JavaClass::getSimpleName)
        .containsExactly("Part");
    assertThat(wrappers(Corpus.class))
        .extracting(JavaClass::getSimpleName)
        .containsExactlyInAnyOrder("JoinedCorpus", "SideCorpus");
  }

  /** Classes of an interface that hold another of it, or several. */
  private static List<JavaClass> wrappers(Class<?> wrapped) {
    return CLASSES.stream()
        .filter(each -> each.isAssignableTo(wrapped) && !each.isInterface())
        .filter(
            each ->
                each.getFields().stream()
                    .anyMatch(
                        field ->
                            field.getType().getAllInvolvedRawTypes().stream()
                                .anyMatch(type -> type.isEquivalentTo(wrapped))))
        .toList();
  }
}
