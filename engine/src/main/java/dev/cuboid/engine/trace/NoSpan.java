package dev.cuboid.engine.trace;

/** The span of all work that nobody watches. */
enum NoSpan implements Span {
  NONE;

  @Override
  public Span begin(String name) {
    return this;
  }

  @Override
  public Span beginCaused(String name) {
    return this;
  }

  @Override
  public Span beginQuery(String dbType, String dataSource, String sql) {
    return this;
  }

  @Override
  public void set(String attribute, String value) {}

  @Override
  public void fail(String type) {}

  @Override
  public void close() {}
}
