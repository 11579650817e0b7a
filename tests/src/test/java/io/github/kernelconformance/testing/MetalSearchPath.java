package io.github.kernelconformance.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets the workers of a test class find the stand-in for Metal. */
public final class MetalSearchPath implements BeforeAllCallback, AfterAllCallback {

  private static final String PROPERTY = "jna.library.path";

  @Override
  public void beforeAll(ExtensionContext context) {
    System.setProperty(PROPERTY, MetalStandIn.directory().toString());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    System.clearProperty(PROPERTY);
  }
}
