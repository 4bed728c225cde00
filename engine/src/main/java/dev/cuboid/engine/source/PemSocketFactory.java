package dev.cuboid.engine.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Encrypted sockets with certificates that are given as text (PEM), as Cube's variables have them.
 * The driver creates it by its name, with its own settings as the only argument.
 */
public final class PemSocketFactory extends SSLSocketFactory {

  private final SSLSocketFactory sockets;
  private final Tls.Enabled tls;

  /**
   * @param settings of the driver; {@code sslfactoryarg} is what {@link PemBundle#toText()} wrote
   */
  public PemSocketFactory(Properties settings) {
    PemBundle bundle = PemBundle.parse(settings.getProperty("sslfactoryarg", ""));
    this.sockets = bundle.toContext().getSocketFactory();
    this.tls = bundle.tls();
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    if (tls.serverName().isEmpty()) {
      return sockets.createSocket(socket, host, port, autoClose);
    }
    // The driver would compare the certificate with the host: it is told not to, and Java does.
    Socket named = sockets.createSocket(socket, tls.serverName().get(), port, autoClose);
    if (tls.verify() && named instanceof SSLSocket encrypted) {
      SSLParameters parameters = encrypted.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      encrypted.setSSLParameters(parameters);
    }
    return named;
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
