package dev.cuboid.security;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * The signature algorithms of JSON Web Algorithms, each with the one type of key that it takes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.1">RFC 7518, 3.1</a>
 */
enum SignatureAlgorithm {
  RS256("SHA256withRSA", 256),
  RS384("SHA384withRSA", 384),
  RS512("SHA512withRSA", 512),
  PS256("RSASSA-PSS", 256),
  PS384("RSASSA-PSS", 384),
  PS512("RSASSA-PSS", 512),
  ES256("SHA256withECDSAinP1363Format", 256),
  ES384("SHA384withECDSAinP1363Format", 384),
  ES512("SHA512withECDSAinP1363Format", 521),
  EdDSA("Ed25519", 256),
  HS256("HmacSHA256", 256),
  HS384("HmacSHA384", 384),
  HS512("HmacSHA512", 512);

  private final String standardName;
  private final int bits;

  SignatureAlgorithm(String standardName, int bits) {
    this.standardName = standardName;
    this.bits = bits;
  }

  /** The algorithm of that name, letter by letter. */
  static Optional<SignatureAlgorithm> of(String name) {
    return Arrays.stream(values()).filter(algorithm -> algorithm.name().equals(name)).findFirst();
  }

  boolean isSymmetric() {
    return name().startsWith("HS");
  }

  /** Whether a key is of the one type that this algorithm takes. */
  boolean accepts(Key key) {
    return switch (this) {
      case RS256, RS384, RS512, PS256, PS384, PS512 -> key instanceof RSAPublicKey;
      case ES256, ES384, ES512 ->
          key instanceof ECPublicKey ec
              && ec.getParams().getCurve().getField().getFieldSize() == bits;
      case EdDSA -> key instanceof EdECPublicKey ed && ed.getParams().getName().equals("Ed25519");
      case HS256, HS384, HS512 -> key instanceof SecretKey;
    };
  }

  /** Whether the signature is that of the key over the signed bytes. */
  boolean verify(Key key, byte[] signed, byte[] signature) {
    try {
      if (isSymmetric()) {
        Mac mac = Mac.getInstance(standardName);
        mac.init(key);
        return MessageDigest.isEqual(mac.doFinal(signed), signature);
      }
      Signature verifier = Signature.getInstance(standardName);
      if (standardName.equals("RSASSA-PSS")) {
        verifier.setParameter(pssParameters());
      }
      verifier.initVerify((PublicKey) key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature of the wrong length or form is a wrong signature.
      return false;
    }
  }

  private PSSParameterSpec pssParameters() {
    String digest = "SHA-" + bits;
    return new PSSParameterSpec(
        digest, "MGF1", new MGF1ParameterSpec(digest), bits / 8, PSSParameterSpec.TRAILER_FIELD_BC);
  }
}
