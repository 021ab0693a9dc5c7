import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether a process with this id runs. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * When a process was started, in whatever words the system has for it; undefined when it is gone. Ids are used again, so one
 * must look before killing by id. (Not the command line: a wrapper script that becomes its program changes that.)
 */
export function startOf(pid) {
  if (process.platform === 'linux') {
    try {
      // The name in brackets may itself contain brackets and spaces; the start is field 22.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  if (process.platform === 'win32') return undefined;
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined;
}

/** Whether the very process that was started then still runs. */
export function isSame(pid, start) {
  return start !== undefined && startOf(pid) === start;
}
