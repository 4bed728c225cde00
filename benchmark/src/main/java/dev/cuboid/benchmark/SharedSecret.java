package dev.cuboid.benchmark;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The API secret of all contestants, and tokens (HS256) that are signed with it. */
final class SharedSecret {

  static final String TEXT = "a-secret-of-the-benchmark-with-32-bytes";

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private SharedSecret() {}

  /** A token of a company. */
  static String token(int company) {
    String claims = "{\"company_id\":%d,\"plan\":\"gold\",\"exp\":4102444800}".formatted(company);
    String text = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encoded(claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(TEXT.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return text
          + "."
          + BASE64.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC", e);
    }
  }

  private static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
