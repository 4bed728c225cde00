package dev.cuboid.script;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.graalvm.polyglot.io.FileSystem;

/**
 * The only files that {@code import} can see: those that the resolver gives. Nothing of the machine
 * is read or written.
 */
final class ModuleFileSystem implements FileSystem {

  private static final Path ROOT = Path.of("/");

  private final ModuleResolver modules;

  ModuleFileSystem(ModuleResolver modules) {
    this.modules = modules;
  }

  @Override
  public Path parsePath(URI uri) {
    return Path.of(uri.getPath());
  }

  @Override
  public Path parsePath(String path) {
    return Path.of(path);
  }

  @Override
  public Path toAbsolutePath(Path path) {
    return ROOT.resolve(path);
  }

  @Override
  public Path toRealPath(Path path, LinkOption... linkOptions) {
    return ROOT.resolve(path).normalize();
  }

  @Override
  public void checkAccess(
      Path path, Set<? extends AccessMode> accessModes, LinkOption... linkOptions)
      throws IOException {
    if (accessModes.contains(AccessMode.WRITE) || find(path).isEmpty()) {
      throw new NoSuchFileException(path.toString());
    }
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> openOptions, FileAttribute<?>... attributes)
      throws IOException {
    ScriptSource source = find(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
    return new TextChannel(source.text().getBytes(StandardCharsets.UTF_8));
  }

  private Optional<ScriptSource> find(Path path) {
    String relative = ROOT.relativize(ROOT.resolve(path).normalize()).toString();
    return modules.resolve("./" + relative, "");
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    throw new NoSuchFileException(path.toString());
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) {
    throw new SecurityException("scripts cannot write files");
  }

  @Override
  public void delete(Path path) {
    throw new SecurityException("scripts cannot delete files");
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) {
    throw new SecurityException("scripts cannot list folders");
  }

  /** A module's text as a channel, read-only. */
  private static final class TextChannel implements SeekableByteChannel {

    private final ByteBuffer content;
    private boolean open = true;

    TextChannel(byte[] content) {
      this.content = ByteBuffer.wrap(content);
    }

    @Override
    public int read(ByteBuffer target) throws ClosedChannelException {
      if (!open) {
        throw new ClosedChannelException();
      }
      if (!content.hasRemaining()) {
        return -1;
      }
      int length = Math.min(target.remaining(), content.remaining());
      target.put(content.slice(content.position(), length));
      content.position(content.position() + length);
      return length;
    }

    @Override
    public int write(ByteBuffer source) {
      throw new SecurityException("scripts cannot write files");
    }

    @Override
    public long position() {
      return content.position();
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
      content.position((int) newPosition);
      return this;
    }

    @Override
    public long size() {
      return content.capacity();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new SecurityException("scripts cannot write files");
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
