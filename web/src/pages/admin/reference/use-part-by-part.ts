import { useEffect, useRef, useState } from 'react';

/** A stretch of the running cases, and where to go on; null after the last. */
interface Part {
  /** Running cases altogether. */
  running: number;
  checked: number;
  items: unknown[];
  next: string | null;
}

/**
 * Goes through the running cases part by part, as far as the server looks at them in one answer.
 * @returns what was found so far: null before the first run; without parts until the first has come
 */
export function usePartByPart<P extends Part>() {
  const [parts, setParts] = useState<readonly P[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  /** The run that counts; a later one or leaving the page takes its place. */
  const run = useRef(0);
  useEffect(() => () => void (run.current += 1), []);
  const start = async (read: (cursor: string | null) => Promise<P>) => {
    const own = (run.current += 1);
    setError(null);
    setParts([]);
    try {
      let cursor: string | null = null;
      do {
        const part: P = await read(cursor);
        if (run.current !== own) return;
        cursor = part.next;
        setParts((before) => [...(before ?? []), part]);
      } while (cursor !== null);
    } catch (problem) {
      if (run.current === own) setError(problem);
    }
  };
  const last = parts?.at(-1);
  const found = parts && {
    last,
    running: last?.running ?? 0,
    checked: parts.reduce((sum, { checked }) => sum + checked, 0),
    items: parts.flatMap(({ items }): P['items'][number][] => items),
    done: last?.next === null,
  };
  return { start, error, found, busy: error === null && found !== null && !found.done };
}
