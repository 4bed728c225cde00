package dev.cuboid.engine.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/**
 * Encrypted sockets with certificates that are given as text (PEM), as Cube's variables have them.
 * The driver creates it by its name, with its own settings as the only argument.
 */
public final class PemSocketFactory extends SSLSocketFactory {

  private final SSLSocketFactory sockets;

  /**
   * @param settings of the driver; {@code sslfactoryarg} is what {@link PemBundle#toText()} wrote
   */
  public PemSocketFactory(Properties settings) {
    String bundle = settings.getProperty("sslfactoryarg", "");
    this.sockets = PemBundle.parse(bundle).toContext().getSocketFactory();
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return sockets.createSocket(socket, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return sockets.createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return sockets.createSocket(host, port, localHost, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return sockets.createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return sockets.createSocket(address, port, localAddress, localPort);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }
}
