import type { Machine, Stage } from '../../../../workflows/processes/definition';
import { leadsTo } from './diagram-layout';

/** Kinds of stages in which somebody has something to do, or the time runs. */
const SHOWN = ['task', 'parallel', 'wait', 'subcase'];

/** The stages that follow when nothing is sent back, up to a decision in favour: the shortest way there. */
export function wayAhead({ stages }: Machine, from: string): Stage[] {
  const byCode = new Map(stages.map((stage) => [stage.code, stage]));
  const cameFrom = new Map<string, string>();
  const queue = [from];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const stage = byCode.get(at);
    if (!stage) continue;
    if (stage.kind === 'end' && stage.tone === 'positive') return wayTo(at, from, cameFrom, byCode);
    for (const { to, isReturn } of leadsTo(stage)) {
      if (isReturn || to === from || cameFrom.has(to)) continue;
      cameFrom.set(to, at);
      queue.push(to);
    }
  }
  return [];
}

function wayTo(end: string, from: string, cameFrom: Map<string, string>, byCode: Map<string, Stage>): Stage[] {
  const way: Stage[] = [];
  for (let at = cameFrom.get(end); at !== undefined && at !== from; at = cameFrom.get(at)) {
    const stage = byCode.get(at);
    if (stage && SHOWN.includes(stage.kind)) way.unshift(stage);
  }
  return way;
}
