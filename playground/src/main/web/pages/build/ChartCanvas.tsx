import {
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Filler,
  Legend,
  LineController,
  LineElement,
  LinearScale,
  PieController,
  PointElement,
  Tooltip,
} from 'chart.js';
import { type ReactElement, useEffect, useRef } from 'react';
import { usePlayground } from '../../app/playground.js';
import type { ChartData, ChartType } from '../../result/chartData.js';

Chart.register(
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  Legend,
  LineController,
  LineElement,
  LinearScale,
  PieController,
  PointElement,
  Tooltip,
);

type DrawnType = Exclude<ChartType, 'number'>;

/** How many colours the style sheet defines as `--series-1` and so on. */
const SERIES_COLORS = 8;
/** More points than this are drawn without their dots. */
const DOTTED_POINTS = 60;

interface ChartCanvasProps {
  readonly data: ChartData;
  readonly type: DrawnType;
}

export function ChartCanvas({ data, type }: ChartCanvasProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { theme } = usePlayground();

  useEffect(() => {
    if (canvas.current === null) {
      return;
    }
    const chart = new Chart(canvas.current, configuration(data, type, colorsOf(canvas.current)));
    return () => chart.destroy();
  }, [data, type, theme]);

  const titles = data.series.map((series) => series.title).join(', ');
  return (
    <div className="chart">
      <canvas ref={canvas} role="img" aria-label={`${type} chart of ${titles}; the tab Table has the same values`} />
    </div>
  );
}

interface Colors {
  readonly text: string;
  readonly grid: string;
  readonly surface: string;
  readonly series: readonly string[];
}

function colorsOf(element: Element): Colors {
  const style = getComputedStyle(element);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: color('--text-muted'),
    grid: color('--line'),
    surface: color('--surface'),
    series: Array.from({ length: SERIES_COLORS }, (_, index) => color(`--series-${index + 1}`)),
  };
}

function configuration(data: ChartData, type: DrawnType, colors: Colors): ChartConfiguration {
  const colorAt = (index: number): string => colors.series[index % colors.series.length] ?? colors.text;
  const isPie = type === 'pie';
  return {
    type: type === 'area' ? 'line' : type,
    data: {
      labels: [...data.labels],
      datasets: data.series.map((series, index) => ({
        label: series.title,
        data: [...series.values],
        borderColor: isPie ? colors.surface : colorAt(index),
        backgroundColor: isPie ? data.labels.map((_, at) => colorAt(at)) : fillOf(type, colorAt(index)),
        ...(type === 'line' || type === 'area'
          ? {
              borderWidth: 2,
              // The colours begin again after the last; dashes tell the second round from the first.
              borderDash: index < SERIES_COLORS ? [] : [6, 4],
              fill: type === 'area',
              pointRadius: data.labels.length > DOTTED_POINTS ? 0 : 3,
            }
          : { borderWidth: isPie ? 2 : 0, borderRadius: isPie ? 0 : 3, maxBarThickness: 56 }),
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: isPie ? { mode: 'nearest', intersect: true } : { mode: 'index', intersect: false },
      plugins: {
        legend: {
          display: isPie || data.series.length > 1,
          position: 'bottom',
          labels: { color: colors.text, boxWidth: 12, boxHeight: 12 },
        },
      },
      ...(isPie ? {} : { scales: axes(colors) }),
    },
  };
}

function axes({ text, grid }: Colors): NonNullable<NonNullable<ChartConfiguration['options']>['scales']> {
  return {
    x: {
      grid: { display: false },
      border: { color: grid },
      ticks: { color: text, maxRotation: 45, autoSkipPadding: 12 },
    },
    y: { beginAtZero: true, grid: { color: grid }, border: { display: false }, ticks: { color: text } },
  };
}

function fillOf(type: DrawnType, color: string): string {
  return type === 'area' ? `${color}33` : color;
}
