package org.faultmaven.names;

/** Read once for all tests. */
final class Models {
  static final NameModel SHIPPED = NameModel.shipped();

  private Models() {}
}
