package io.github.easyneg.internal.settings;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a recipe, for modules of this library that run it in another way than it runs by
 * itself. A recipe does not show them to users; it hands over the way to read them when its class
 * is loaded, so that nothing here knows the recipe.
 */
public final class RecipeSettings {
  private static volatile @Nullable Function<Object, Settings> reader;

  private RecipeSettings() {}

  /** Sets how settings are read; the recipe's class does so. */
  public static void readBy(Function<Object, Settings> reader) {
    RecipeSettings.reader = reader;
  }

  /**
   * Returns the settings of a recipe.
   *
   * @param recipe an {@code EasyNegatives}
   * @throws IllegalArgumentException if some settings exclude each other
   */
  public static Settings of(Object recipe) {
    Function<Object, Settings> known = reader;
    if (known == null) {
      throw new IllegalStateException("the recipe's class is loaded before its settings are read");
    }
    return known.apply(recipe);
  }
}
