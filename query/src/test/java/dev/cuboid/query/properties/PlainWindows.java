package dev.cuboid.query.properties;

import dev.cuboid.query.Query.DateRange;
import dev.cuboid.query.properties.CubeSpec.Aggregation;
import dev.cuboid.query.properties.CubeSpec.Window;
import dev.cuboid.query.properties.PlainEvaluation.Unanswerable;
import dev.cuboid.query.properties.PlainJoins.JoinedRow;
import dev.cuboid.query.properties.Question.Group;
import dev.cuboid.query.properties.Question.Member;
import dev.cuboid.query.properties.Question.Time;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures over rolling windows: each period is given the rows of its window. */
final class PlainWindows {

  private final ModelSpec model;
  private final Question question;
  private final PlainRows members;
  private final List<JoinedRow> rows;

  PlainWindows(ModelSpec model, Question question, PlainRows members, List<JoinedRow> rows) {
    this.model = model;
    this.question = question;
    this.members = members;
    this.rows = rows.stream().filter(members::isChosenAtAnyTime).toList();
  }

  void add(Member leaf, PlainEvaluation evaluation, Groups groups) {
    Window window =
        ((Aggregation) model.cube(leaf.cube()).measure(leaf.name()).orElseThrow().computation())
            .window()
            .orElseThrow();
    List<Time> grouped =
        question.times().stream().filter(time -> time.granularity().isPresent()).toList();
    if (grouped.isEmpty()) {
      addOnly(leaf, window, evaluation, groups);
      return;
    }
    Time series = grouped.getFirst();
    if (series.range().isEmpty()
        || grouped.stream().anyMatch(time -> !time.range().equals(series.range()))) {
      throw new Unanswerable("no periods");
    }
    addSeries(leaf, window, series, evaluation, groups);
  }

  /** One window, at the end of the date range. */
  private void addOnly(Member leaf, Window window, PlainEvaluation evaluation, Groups groups) {
    List<JoinedRow> chosen = rows;
    for (Time time : question.times()) {
      if (time.range().isPresent()) {
        LocalDateTime end = end(time.range().get());
        LocalDateTime last = end.minusNanos(1);
        chosen = chosen.stream().filter(row -> isIn(window, time, last, end, row)).toList();
      }
    }
    Map<List<@Nullable Object>, List<JoinedRow>> byGroup = new LinkedHashMap<>();
    if (question.groups().isEmpty()) {
      byGroup.put(List.of(), new ArrayList<>());
    }
    for (JoinedRow row : chosen) {
      List<@Nullable Object> group = new ArrayList<>();
      question.groups().forEach(each -> group.add(members.group(each, row)));
      byGroup.computeIfAbsent(group, _ -> new ArrayList<>()).add(row);
    }
    byGroup.forEach((group, own) -> groups.put(group, leaf, evaluation.aggregate(leaf, own)));
  }

  private void addSeries(
      Member leaf, Window window, Time series, PlainEvaluation evaluation, Groups groups) {
    String granularity = series.granularity().orElseThrow();
    DateRange range = series.range().orElseThrow();
    List<JoinedRow> chosen =
        rows.stream()
            .filter(
                row ->
                    question.times().stream()
                        .filter(time -> !time.dimension().equals(series.dimension()))
                        .allMatch(time -> members.isWithin(time, row)))
            .filter(row -> isBefore(end(range), series, row))
            .toList();
    LocalDateTime start = PlainTimes.start(LocalDateTime.parse(range.from()), granularity);
    while (start.isBefore(end(range))) {
      LocalDateTime next = PlainTimes.next(start, granularity);
      addPeriod(leaf, window, series, start, next, chosen, evaluation, groups);
      start = next;
    }
  }

  private void addPeriod(
      Member leaf,
      Window window,
      Time series,
      LocalDateTime start,
      LocalDateTime next,
      List<JoinedRow> chosen,
      PlainEvaluation evaluation,
      Groups groups) {
    Group period = new Group(series.dimension(), series.granularity());
    Map<List<@Nullable Object>, List<JoinedRow>> byGroup = new LinkedHashMap<>();
    for (JoinedRow row : chosen) {
      if (isIn(window, series, start, next, row)) {
        List<@Nullable Object> group = new ArrayList<>();
        question
            .groups()
            .forEach(each -> group.add(each.equals(period) ? start : members.group(each, row)));
        byGroup.computeIfAbsent(group, _ -> new ArrayList<>()).add(row);
      }
    }
    if (byGroup.isEmpty()) {
      List<@Nullable Object> group =
          new ArrayList<>(Collections.nCopies(question.groups().size(), null));
      group.set(question.groups().indexOf(period), start);
      groups.put(group, leaf, null);
    }
    byGroup.forEach((group, own) -> groups.put(group, leaf, evaluation.aggregate(leaf, own)));
  }

  private boolean isIn(
      Window window, Time time, LocalDateTime start, LocalDateTime next, JoinedRow row) {
    if (!(members.dimension(time.dimension(), row) instanceof Instant instant)) {
      return false;
    }
    LocalDateTime local = PlainTimes.local(instant, question.zone());
    boolean begun =
        switch (window) {
          case Window.Days(int trailing) -> !local.isBefore(next.minusDays(trailing));
          case Window.AllOfThePast() -> true;
          case Window.ToDate(String granularity) ->
              !local.isBefore(PlainTimes.start(start, granularity));
        };
    return begun && local.isBefore(next);
  }

  private boolean isBefore(LocalDateTime end, Time time, JoinedRow row) {
    return members.dimension(time.dimension(), row) instanceof Instant instant
        && PlainTimes.local(instant, question.zone()).isBefore(end);
  }

  /** The first moment beyond a range. */
  private static LocalDateTime end(DateRange range) {
    return LocalDateTime.parse(range.to()).plus(1, ChronoUnit.MILLIS);
  }
}
