package dev.syncline.connectors.markdown;

/** A document that cannot be a record; caught where documents are read, and set aside. */
final class BadDocument extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String payload;

  BadDocument(String code, String payload, String message) {
    super(message);
    this.code = code;
    this.payload = payload;
  }

  String code() {
    return code;
  }

  String payload() {
    return payload;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
