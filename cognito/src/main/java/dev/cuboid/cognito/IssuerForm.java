package dev.cuboid.cognito;

/** How tokens name their issuer. */
public enum IssuerForm {
  /** By the address of the local server, where verifiers find the keys. */
  LOCAL,
  /** By the name that the pool would have on AWS, for code that insists on it. */
  AWS
}
