import dagre from '@dagrejs/dagre';
import type { Label, Machine, Stage } from '../../../../workflows/processes/definition';

export interface Point {
  x: number;
  y: number;
}

export interface LaidStage {
  id: string;
  stage: Stage;
  /** Seen from the whole drawing. */
  x: number;
  y: number;
  width: number;
  height: number;
  isBlock: boolean;
}

export interface LaidEdge {
  id: string;
  from: string;
  to: string;
  label: Label | null;
  isReturn: boolean;
  points: Point[];
}

export interface Laid {
  stages: LaidStage[];
  edges: LaidEdge[];
  width: number;
  height: number;
}

const NODE = { width: 152, height: 48 };
const PAD = { side: 16, top: 34, bottom: 16 };

/** Where a stage can lead, as the definition says. */
export function leadsTo(stage: Stage): { to: string; label: Label | null; isReturn: boolean }[] {
  const way = (to: string, label: Label | null = null, isReturn = false) => ({ to, label, isReturn });
  switch (stage.kind) {
    case 'task':
      return stage.outcomes.map(({ to, name, kind }) => way(to, name, kind === 'return'));
    case 'choose':
      return [...stage.rows.flatMap(({ to }) => (to ? [way(to)] : [])), way(stage.to)];
    case 'auto':
      return [way(stage.to), ...(stage.onFailure ? [way(stage.onFailure)] : [])];
    case 'wait':
      return [way(stage.to), ...(stage.onDue ? [way(stage.onDue.to)] : [])];
    case 'parallel':
    case 'subcase':
      return [way(stage.to)];
    case 'end':
      return [];
  }
}

/** The machines within a parallel block. */
export function machinesOf(stage: Stage): Machine[] {
  if (stage.kind !== 'parallel') return [];
  return 'each' in stage.branches ? [stage.branches.each.machine] : stage.branches.fixed.map(({ machine }) => machine);
}

/** Lays a machine out from top to bottom, blocks with what is in them. */
export function layOut(machine: Machine, prefix = ''): Laid {
  const inner = new Map<string, Laid>();
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 32, ranksep: 36, edgesep: 14, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const stage of machine.stages) {
    const blocks = machinesOf(stage).map((one, at) => layOut(one, `${prefix}${stage.code}/${at}/`));
    const block = blocks.length > 0 ? sideBySide(blocks) : undefined;
    if (block) inner.set(stage.code, block);
    graph.setNode(
      stage.code,
      block ? { width: block.width + 2 * PAD.side, height: block.height + PAD.top + PAD.bottom } : { ...NODE },
    );
  }
  const ways = waysOf(machine);
  for (const { from, to } of ways.values()) graph.setEdge(from, to);
  dagre.layout(graph);
  const stages: LaidStage[] = [];
  const edges: LaidEdge[] = [...ways.values()].map(({ from, to, label, isReturn }) => ({
    id: `${prefix}${from}>${to}`,
    from: prefix + from,
    to: prefix + to,
    label,
    isReturn,
    points: (graph.edge(from, to) as { points: Point[] }).points,
  }));
  for (const stage of machine.stages) {
    const node = graph.node(stage.code);
    const x = node.x - node.width / 2;
    const y = node.y - node.height / 2;
    const block = inner.get(stage.code);
    const { width, height } = node;
    stages.push({ id: prefix + stage.code, stage, x, y, width, height, isBlock: block !== undefined });
    if (!block) continue;
    const moved = moveBy(block, x + PAD.side, y + PAD.top);
    stages.push(...moved.stages);
    edges.push(...moved.edges);
  }
  const size = graph.graph();
  return { stages, edges, width: size.width ?? 0, height: size.height ?? 0 };
}

interface Way {
  from: string;
  to: string;
  label: Label | null;
  isReturn: boolean;
}

/** One way per pair of stages; where it is also gone forward it is no return. */
function waysOf(machine: Machine): Map<string, Way> {
  const codes = new Set(machine.stages.map(({ code }) => code));
  const ways = new Map<string, Way>();
  for (const { code: from, ...stage } of machine.stages) {
    for (const { to, label, isReturn } of leadsTo({ code: from, ...stage } as Stage)) {
      if (!codes.has(to) || to === from) continue;
      const known = ways.get(`${from}>${to}`);
      ways.set(`${from}>${to}`, {
        from,
        to,
        label: known ? null : label,
        isReturn: isReturn && (known?.isReturn ?? true),
      });
    }
  }
  return ways;
}

function moveBy(laid: Laid, dx: number, dy: number): Laid {
  const move = <T extends Point>(point: T): T => ({ ...point, x: point.x + dx, y: point.y + dy });
  return {
    ...laid,
    stages: laid.stages.map(move),
    edges: laid.edges.map((edge) => ({ ...edge, points: edge.points.map(move) })),
  };
}

function sideBySide(blocks: Laid[]): Laid {
  const all: Laid = { stages: [], edges: [], width: 0, height: 0 };
  for (const block of blocks) {
    const moved = moveBy(block, all.width, 0);
    all.stages.push(...moved.stages);
    all.edges.push(...moved.edges);
    all.width += block.width;
    all.height = Math.max(all.height, block.height);
  }
  return all;
}
