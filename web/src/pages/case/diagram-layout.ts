import dagre from '@dagrejs/dagre';
import type { Machine, Stage } from '../../../../workflows/processes/definition';
import type { Label } from '../../text/text';

export interface LaidStage {
  id: string;
  stage: Stage;
  /** Node of the block that it lies in. */
  parent: string | null;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface LaidEdge {
  from: string;
  to: string;
  label: Label | null;
  isReturn: boolean;
}

export interface Laid {
  stages: LaidStage[];
  edges: LaidEdge[];
  width: number;
  height: number;
}

const NODE = { width: 148, height: 50 };
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
  const graph = new dagre.graphlib.Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 44, marginx: 8, marginy: 8 });
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
  const edges = new Map<string, LaidEdge>();
  for (const stage of machine.stages) {
    for (const { to, label, isReturn } of leadsTo(stage)) {
      if (!graph.hasNode(to)) continue;
      const key = `${stage.code}>${to}`;
      const known = edges.get(key);
      // Several outcomes with one way share one arrow; a way that is also gone forward is no return.
      edges.set(key, {
        from: prefix + stage.code,
        to: prefix + to,
        label: known ? null : label,
        isReturn: isReturn && (known?.isReturn ?? true),
      });
      if (!isReturn) graph.setEdge(stage.code, to);
    }
  }
  dagre.layout(graph);
  const stages: LaidStage[] = [];
  const innerEdges: LaidEdge[] = [];
  for (const stage of machine.stages) {
    const { x, y, width, height } = graph.node(stage.code);
    const id = prefix + stage.code;
    stages.push({ id, stage, parent: null, x: x - width / 2, y: y - height / 2, width, height });
    const block = inner.get(stage.code);
    if (!block) continue;
    for (const one of block.stages)
      stages.push({
        ...one,
        parent: one.parent ?? id,
        ...(one.parent === null ? { x: one.x + PAD.side, y: one.y + PAD.top } : {}),
      });
    innerEdges.push(...block.edges);
  }
  const size = graph.graph();
  return { stages, edges: [...edges.values(), ...innerEdges], width: size.width ?? 0, height: size.height ?? 0 };
}

function sideBySide(blocks: Laid[]): Laid {
  let offset = 0;
  const stages: LaidStage[] = [];
  for (const block of blocks) {
    for (const one of block.stages) stages.push(one.parent === null ? { ...one, x: one.x + offset } : one);
    offset += block.width;
  }
  return {
    stages,
    edges: blocks.flatMap(({ edges }) => edges),
    width: offset,
    height: Math.max(...blocks.map(({ height }) => height)),
  };
}
