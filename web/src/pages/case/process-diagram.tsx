import {
  Background,
  BaseEdge,
  Controls,
  Handle,
  MarkerType,
  Position,
  ReactFlow,
  type Edge,
  type EdgeProps,
  type Node,
  type NodeProps,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { Button, Popover } from 'antd';
import { useMemo, useState } from 'react';
import type { ProcessDefinition, Stage } from '../../../../workflows/processes/definition';
import { useOrgName, useTimeline } from '../../api/queries';
import type { CaseDetail } from '../../api/types';
import { commonText } from '../../text/common.text';
import { useDark } from '../../text/preferences';
import { useLabel, useText } from '../../text/text';
import { caseText } from './case.text';
import { layOut, machinesOf, type Point } from './diagram-layout';
import { StageStays } from './stage-stays';
import { stageStays, type StageStay } from './stage-times';
import { stageStates, type StageFigure, type StageState } from './stage-states';
import { useDefinition } from './use-definition';

type WayEdge = Edge<{ points: Point[]; isReturn: boolean }>;
type StageNode = Node<{ stage: Stage; figure: StageFigure | undefined; stays: readonly StageStay[]; block: boolean }>;
type Stays = ReadonlyMap<string, StageStay[]>;

const WORD: Record<StageState, 'legendPassed' | 'legendCurrent' | 'legendReturned' | 'legendOverdue' | 'legendOpen'> = {
  passed: 'legendPassed',
  current: 'legendCurrent',
  returned: 'legendReturned',
  overdue: 'legendOverdue',
  ahead: 'legendOpen',
};

/** The procedure with passed, current, returned and overdue stages: drawn, and as a list for those who hear the page. */
export default function ProcessDiagram({ detail }: { detail: CaseDetail }) {
  const c = useText(commonText);
  const { data: definition } = useDefinition(detail.caseId);
  const figures = useMemo(() => stageStates(detail), [detail]);
  const { data: timeline } = useTimeline(detail.caseId);
  const stays = useMemo(() => stageStays(detail, timeline ?? []), [detail, timeline]);
  if (!definition) return <p className="empty">{c('loading')}</p>;
  return <DefinitionDiagram definition={definition} figures={figures} stays={stays} />;
}

const NO_STAYS: Stays = new Map();

export function DefinitionDiagram({
  definition,
  figures,
  stays = NO_STAYS,
}: {
  definition: ProcessDefinition;
  figures: Map<string, StageFigure>;
  stays?: Stays;
}) {
  const t = useText(caseText);
  const [list, setList] = useState(false);
  return (
    <div className="stack">
      <div className="row spread">
        <div className="row">{figures.size > 0 ? <StateLegend /> : <KindLegend />}</div>
        <Button size="small" onClick={() => setList(!list)}>
          {t(list ? 'diagramShow' : 'diagramHide')}
        </Button>
      </div>
      {list ? (
        <StageList stages={definition.machine.stages} figures={figures} stays={stays} />
      ) : (
        <Drawing definition={definition} figures={figures} stays={stays} />
      )}
    </div>
  );
}

function StateLegend() {
  const t = useText(caseText);
  return (['passed', 'current', 'returned', 'overdue', 'ahead'] as const).map((state) => (
    <span key={state} className={`stage-node legend ${state}`}>
      {t(WORD[state])}
    </span>
  ));
}

/** Where no case stands in the drawing, its shapes are what needs a word. */
function KindLegend() {
  const t = useText(caseText);
  return (['task', 'auto', 'end'] as const).map((kind) => (
    <span key={kind} className={`stage-node legend ${kind}`}>
      {t(`legendKind.${kind}`)}
    </span>
  ));
}

function Drawing({
  definition,
  figures,
  stays,
}: {
  definition: ProcessDefinition;
  figures: Map<string, StageFigure>;
  stays: Stays;
}) {
  const label = useLabel();
  const dark = useDark();
  const t = useText(caseText);
  const laid = useMemo(() => layOut(definition.machine), [definition]);
  const nodes: StageNode[] = laid.stages.map(({ id, stage, x, y, width, height, isBlock }) => ({
    id,
    type: 'stage',
    position: { x, y },
    width,
    height,
    // Blocks lie below the arrows, stages above them.
    zIndex: isBlock ? 0 : 2,
    data: { stage, figure: figures.get(stage.code), stays: stays.get(stage.code) ?? [], block: isBlock },
  }));
  const edges: WayEdge[] = laid.edges.map(({ id, from, to, label: name, isReturn, points }) => ({
    id,
    source: from,
    target: to,
    type: 'way',
    ariaLabel: label(name),
    data: { points, isReturn },
    markerEnd: {
      type: MarkerType.ArrowClosed,
      width: 18,
      height: 18,
      color: isReturn ? 'var(--warn)' : 'var(--line-strong)',
    },
    zIndex: 1,
  }));
  // The reader sees where the case stands now; the rest is a drag away.
  const standing = laid.stages.filter(({ stage, isBlock }) => {
    const state = figures.get(stage.code)?.state;
    return !isBlock && (state === 'current' || state === 'overdue');
  });
  const shown = standing.length > 0 ? standing : laid.stages.slice(0, SHOWN_FIRST);
  return (
    <div className="diagram" role="group" aria-label={t('view.diagram')}>
      <ReactFlow<StageNode, WayEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        colorMode={dark ? 'dark' : 'light'}
        fitView
        fitViewOptions={{ nodes: shown.map(({ id }) => ({ id })), minZoom: 0.7, maxZoom: 0.85 }}
        minZoom={0.2}
        nodesDraggable={false}
        nodesConnectable={false}
        elementsSelectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        proOptions={{ hideAttribution: true }}
        preventScrolling={false}
        zoomOnScroll={false}
      >
        <Background />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}

const SHOWN_FIRST = 10;

/** The way that the layout found between the stages, with soft corners. */
function Way({ data, markerEnd }: EdgeProps<WayEdge>) {
  const { points, isReturn } = data!;
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return null;
  const bends = rest
    .slice(0, -1)
    .map((point, at) => {
      const next = rest[at + 1]!;
      return `Q ${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
    })
    .join(' ');
  return (
    <BaseEdge
      path={`M ${first.x} ${first.y} ${bends} L ${last.x} ${last.y}`}
      {...(markerEnd ? { markerEnd } : {})}
      style={isReturn ? { strokeDasharray: '5 4', stroke: 'var(--warn)' } : { stroke: 'var(--line-strong)' }}
    />
  );
}

function StageBox({ data: { stage, figure, stays, block } }: NodeProps<StageNode>) {
  const t = useText(caseText);
  const label = useLabel();
  const here = figure?.here ?? [];
  const look = `stage-node ${block ? 'block' : stage.kind} ${figure?.state ?? 'ahead'}`;
  const name = label(stage.name);
  const words = (
    <>
      <div>{name}</div>
      {!block && here.length > 0 && <div>{t('branchesHere', { n: here.length })}</div>}
      {!block && here.length === 0 && (figure?.times ?? 0) > 1 && <div>{t('stageTimes', { n: figure!.times })}</div>}
    </>
  );
  return (
    <>
      <Handle type="target" position={Position.Top} style={{ opacity: 0 }} isConnectable={false} />
      {block || stays.length === 0 ? (
        <div className={look}>{words}</div>
      ) : (
        <Popover title={name} content={<StageStays stays={stays} />} trigger={['hover', 'focus', 'click']}>
          <button type="button" className={look}>
            {words}
          </button>
        </Popover>
      )}
      <Handle type="source" position={Position.Bottom} style={{ opacity: 0 }} isConnectable={false} />
    </>
  );
}

const NODE_TYPES = { stage: StageBox };
const EDGE_TYPES = { way: Way };

function StageList({
  stages,
  figures,
  stays,
}: {
  stages: readonly Stage[];
  figures: Map<string, StageFigure>;
  stays: Stays;
}) {
  const t = useText(caseText);
  const label = useLabel();
  const orgName = useOrgName();
  return (
    <ol aria-label={t('diagramList')}>
      {stages.map((stage) => {
        const figure = figures.get(stage.code);
        const machines = machinesOf(stage);
        const inside = stays.get(stage.code) ?? [];
        return (
          <li key={stage.code}>
            {label(stage.name)}：{t(WORD[figure?.state ?? 'ahead'])}
            {figure && figure.times > 1 && `，${t('stageTimes', { n: figure.times })}`}
            {figure && figure.here.length > 0 && `，${figure.here.map(orgName).join('、')}`}
            {machines.length === 0 && inside.length > 0 && <StageStays stays={inside} />}
            {machines.map((machine, at) => (
              <StageList key={at} stages={machine.stages} figures={figures} stays={stays} />
            ))}
          </li>
        );
      })}
    </ol>
  );
}
