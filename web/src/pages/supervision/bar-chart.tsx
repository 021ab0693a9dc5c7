import { BarChart as Bars } from 'echarts/charts';
import { DataZoomSliderComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useDark } from '../../text/preferences';

use([Bars, DataZoomSliderComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const ROW_PX = 30;
/** Of the width of the chart, for names. */
const LABEL_SHARE = 0.4;

/** Lying bars; the table beside them says the same to those who cannot see them. */
export default function BarChart({
  title,
  names,
  totals,
  overdue,
  inView,
  words,
}: {
  title: string;
  names: string[];
  totals: number[];
  overdue: number[];
  /** So many bars at a time; a slider leads to the others. */
  inView: number;
  /** What the two parts of a bar are: what is overdue, and the rest. */
  words: { rest: string; overdue: string };
}) {
  const box = useRef<HTMLDivElement>(null);
  const dark = useDark();
  const text = dark ? '#e4eaf0' : '#1c2630';
  const part = names.length > inView;
  const content = JSON.stringify([names, totals, overdue]);
  useEffect(() => {
    const chart = init(box.current!, null, { renderer: 'svg' });
    chart.setOption({
      animation: false,
      grid: { left: 8, right: part ? 56 : 24, top: 32, bottom: 8, containLabel: true },
      legend: { top: 0, textStyle: { color: text } },
      tooltip: { trigger: 'axis' },
      // Only what is moved is drawn anew: the width of the window stays.
      ...(part
        ? {
            dataZoom: [
              {
                type: 'slider',
                yAxisIndex: 0,
                startValue: 0,
                endValue: inView - 1,
                zoomLock: true,
                brushSelect: false,
                showDetail: false,
                // The scale stays that of all bars: else a short bar would look long once the long ones are out of view.
                filterMode: 'none',
                width: 24,
                right: 8,
              },
            ],
          }
        : {}),
      xAxis: { type: 'value', minInterval: 1, axisLabel: { color: text } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names,
        // A long name leaves room for its bar; the whole of it stands in the table and at the pointer.
        axisLabel: { color: text, width: Math.round(box.current!.clientWidth * LABEL_SHARE), overflow: 'truncate' },
      },
      series: [
        {
          name: words.overdue,
          type: 'bar',
          stack: 'all',
          data: overdue,
          itemStyle: { color: dark ? '#ff9b90' : '#b42318' },
        },
        {
          name: words.rest,
          type: 'bar',
          stack: 'all',
          data: totals.map((total, at) => total - (overdue[at] ?? 0)),
          itemStyle: { color: dark ? '#7db8ee' : '#0b5394' },
        },
      ],
    });
    const follow = new ResizeObserver(() => chart.resize());
    follow.observe(box.current!);
    return () => {
      follow.disconnect();
      chart.dispose();
    };
    // The content stands for the three lists.
  }, [content, text, part, inView, words.rest, words.overdue]);
  return (
    <div ref={box} role="img" aria-label={title} style={{ height: 60 + Math.min(names.length, inView) * ROW_PX }} />
  );
}
