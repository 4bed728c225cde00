package dev.cuboid.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;

/** Cases that are measured together. */
interface Group {

  /**
   * @param rounds how often each contestant has its turn
   * @param quick whether each turn is short
   * @param out where what was measured is printed
   * @return what was measured of the goals
   */
  List<Verdict> run(int rounds, boolean quick, PrintStream out)
      throws IOException, InterruptedException, SQLException;
}
