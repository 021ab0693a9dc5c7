import { useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { useMemo, useState } from 'react';
import type { Machine } from '../../../../workflows/processes/definition';
import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { layOut, type LaidStage, type Point } from '../case/diagram-layout';
import type { Drill } from './supervised-tasks';
import { supervisionText } from './supervision.text';

type Heat = components['schemas']['StageHeatDto'];

/** Shades from nothing to the fullest stage; each box also says its numbers. */
const SHADES = 4;

/** Open and overdue tasks on the drawing of a procedure; the table below it says the same. */
export default function StageHeat({ stages, onDrill }: { stages: readonly Heat[]; onDrill: (drill: Drill) => void }) {
  const t = useText(supervisionText);
  const c = useText(commonText);
  const label = useLabel();
  const processes = [...new Map(stages.map(({ process, processName }) => [process, processName]))];
  const [picked, setPicked] = useState<string | null>(null);
  const process = processes.find(([code]) => code === picked)?.[0] ?? processes[0]?.[0];
  const { data, error } = useQuery({
    queryKey: ['supervision', 'diagram', process],
    queryFn: () =>
      answer(api.GET('/api/v1/dashboard/supervision/diagram/{process}', { params: { path: { process: process! } } })),
    enabled: process !== undefined,
    staleTime: Infinity,
  });
  if (process === undefined) return null;
  return (
    <section className="card stack">
      <div className="card-head">
        <h2>{t('heat')}</h2>
        <select
          className="native"
          aria-label={c('procedure')}
          value={process}
          onChange={({ target }) => setPicked(target.value)}
        >
          {processes.map(([code, name]) => (
            <option key={code} value={code}>
              {label(name)}
            </option>
          ))}
        </select>
      </div>
      <p className="muted">{t('heatHelp')}</p>
      <ProblemAlert error={error} />
      {data ? (
        <Drawing
          machine={data.machine as unknown as Machine}
          heat={stages.filter((one) => one.process === process)}
          onDrill={onDrill}
        />
      ) : (
        !error && <Spin />
      )}
    </section>
  );
}

function Drawing({
  machine,
  heat,
  onDrill,
}: {
  machine: Machine;
  heat: readonly Heat[];
  onDrill: (drill: Drill) => void;
}) {
  const t = useText(supervisionText);
  const laid = useMemo(() => layOut(machine), [machine]);
  const most = Math.max(1, ...heat.map(({ open }) => open));
  return (
    <div className="heat" role="group" aria-label={t('heat')} tabIndex={0}>
      <svg width={laid.width} height={laid.height} viewBox={`0 0 ${laid.width} ${laid.height}`}>
        {laid.stages
          .filter(({ isBlock }) => isBlock)
          .map((stage) => (
            <Box key={stage.id} laid={stage} heat={undefined} most={most} onDrill={onDrill} />
          ))}
        {laid.edges.map(({ id, points, isReturn }) => (
          <path key={id} d={wayOf(points)} className={isReturn ? 'heat-way back' : 'heat-way'} />
        ))}
        {laid.stages
          .filter(({ isBlock }) => !isBlock)
          .map((stage) => (
            <Box
              key={stage.id}
              laid={stage}
              heat={heat.find((one) => one.stage === stage.stage.code)}
              most={most}
              onDrill={onDrill}
            />
          ))}
      </svg>
    </div>
  );
}

const wayOf = (points: readonly Point[]): string =>
  points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'} ${x} ${y}`).join(' ');

function Box({
  laid: { stage, x, y, width, height, isBlock },
  heat,
  most,
  onDrill,
}: {
  laid: LaidStage;
  heat: Heat | undefined;
  most: number;
  onDrill: (drill: Drill) => void;
}) {
  const t = useText(supervisionText);
  const label = useLabel();
  const name = label(stage.name);
  const shade = heat ? Math.max(1, Math.ceil((heat.open / most) * SHADES)) : 0;
  const figures = heat && t(heat.overdue > 0 ? 'heatOverdue' : 'heatOpen', { n: heat.open, late: heat.overdue });
  return (
    <foreignObject x={x} y={y} width={width} height={height}>
      {heat ? (
        <button
          type="button"
          className={`heat-stage shade${shade} ${heat.overdue > 0 ? 'late' : ''}`}
          aria-label={`${t('drill')} ${name}：${figures}`}
          onClick={() => onDrill({ name, query: { process: heat.process, stage: heat.stage } })}
        >
          <span>{name}</span>
          <strong>{figures}</strong>
        </button>
      ) : (
        <div className={isBlock ? 'heat-stage block' : 'heat-stage'}>{name}</div>
      )}
    </foreignObject>
  );
}
