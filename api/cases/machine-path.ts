import { machineAt, stageIn } from '../../workflows/engine/locate';
import type { ProcessDefinition } from '../../workflows/processes/definition';

/** Branch of a scope id such as `departmentReview.EMB@7`; null for the case itself. */
export function branchOfScope(scope: string): string | null {
  return /\.([^.@~]+)@\d+$/.exec(scope)?.[1] ?? null;
}

/** Path of a scope's machine, read from its id: parts `block.branch@visit` joined by `~`. */
export function machinePathOf(definition: ProcessDefinition, scope: string): string[] {
  return scope === 'root'
    ? []
    : scope.split('~').reduce<string[]>((path, part) => {
        const dot = part.indexOf('.');
        const block = part.slice(0, dot);
        const key = part.slice(dot + 1, part.lastIndexOf('@'));
        const stage = stageIn(machineAt(definition, path), block);
        return [...path, stage?.kind === 'parallel' && 'fixed' in stage.branches ? `${block}.${key}` : block];
      }, []);
}
