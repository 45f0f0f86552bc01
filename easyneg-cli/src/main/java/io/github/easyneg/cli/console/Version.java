package io.github.easyneg.cli.console;

import picocli.CommandLine.IVersionProvider;

/** The version, and what it runs on. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "easyneg " + ofProgram(),
      "Java "
          + Runtime.version()
          + ", "
          + System.getProperty("os.name")
          + " "
          + System.getProperty("os.arch")
    };
  }

  /** Returns the version in the jar's manifest; {@code development} where there is no jar. */
  public static String ofProgram() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
