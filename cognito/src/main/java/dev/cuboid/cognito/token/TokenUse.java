package dev.cuboid.cognito.token;

/** The value of the claim {@code token_use}. */
public enum TokenUse {
  ID("id"),
  ACCESS("access");

  private final String claim;

  TokenUse(String claim) {
    this.claim = claim;
  }

  /** The claim's value. */
  public String claim() {
    return claim;
  }
}
