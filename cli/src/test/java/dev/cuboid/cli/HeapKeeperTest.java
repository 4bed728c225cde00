package dev.cuboid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapKeeperTest {

  @Test
  void aSmallHeapIsCollectedWhenItHasGrownByTheAllowance() {
    assertThat(HeapKeeper.isDue(HeapKeeper.ALLOWANCE, /* living= */ 0)).isFalse();
    assertThat(HeapKeeper.isDue(HeapKeeper.ALLOWANCE + 1, /* living= */ 0)).isTrue();
    assertThat(HeapKeeper.isDue(HeapKeeper.ALLOWANCE + 50, /* living= */ 50)).isFalse();
    assertThat(HeapKeeper.isDue(HeapKeeper.ALLOWANCE + 51, /* living= */ 50)).isTrue();
  }

  @Test
  void aLargeHeapIsCollectedWhenItHasDoubled() {
    long living = 5 * HeapKeeper.ALLOWANCE;

    assertThat(HeapKeeper.isDue(2 * living, living)).isFalse();
    assertThat(HeapKeeper.isDue(2 * living + 1, living)).isTrue();
  }
}
