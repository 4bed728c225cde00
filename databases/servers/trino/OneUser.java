import io.trino.spi.Plugin;
import io.trino.spi.security.AccessDeniedException;
import io.trino.spi.security.BasicPrincipal;
import io.trino.spi.security.PasswordAuthenticator;
import io.trino.spi.security.PasswordAuthenticatorFactory;
import java.util.List;
import java.util.Map;

/** A plugin of Trino that lets one user in, with one password. */
public final class OneUser implements Plugin {

  @Override
  public Iterable<PasswordAuthenticatorFactory> getPasswordAuthenticatorFactories() {
    return List.of(new Factory());
  }

  private static final class Factory implements PasswordAuthenticatorFactory {

    @Override
    public String getName() {
      return "one-user";
    }

    @Override
    public PasswordAuthenticator create(Map<String, String> config) {
      return (user, password) -> {
        if (user.equals(config.get("user")) && password.equals(config.get("password"))) {
          return new BasicPrincipal(user);
        }
        throw new AccessDeniedException("Invalid credentials");
      };
    }
  }
}
