package dev.cuboid.security;

/** Why a token was refused; the log and the metrics name it, the client does not see it. */
public enum ReasonCode {
  MISSING,
  MALFORMED,
  TOO_LARGE,
  ENCRYPTED,
  NOT_JSON,
  DUPLICATE_MEMBER,
  UNSIGNED,
  ALGORITHM,
  CRITICAL_HEADER,
  TYPE_HEADER,
  KEY_ID,
  UNKNOWN_KEY,
  KEYS_UNAVAILABLE,
  KEY_MISMATCH,
  WEAK_KEY,
  SIGNATURE,
  NO_EXPIRY,
  EXPIRED,
  NOT_YET_VALID,
  ISSUED_IN_FUTURE,
  ISSUER,
  AUDIENCE,
  SUBJECT,
  TOKEN_USE,
  NAMESPACE,
  NOT_CONFIGURED
}
