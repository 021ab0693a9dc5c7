import { useCallback, useEffect, useRef, useState } from 'react';
import { isProblem } from '../api/problem';
import type { FormValues } from '../api/types';
import type { KeptPlace } from './kept-places';

/** What is being written: the answer of a task, or what stands in a dialog. */
export interface KeptDraft {
  outcome: string | null;
  values: FormValues;
}

/**
 * How safe it is: `idle` nothing typed, `saving`, `saved` on the server, `local` only in this browser because the server does not
 * answer, `conflict` something else was saved meanwhile from another window, `tooLong` the server does not take it.
 */
export type DraftState = 'idle' | 'saving' | 'saved' | 'local' | 'conflict' | 'tooLong';

/** The copy in this browser: for the moment between two savings, and for when the server is away. */
interface LocalCopy extends KeptDraft {
  /** Version on the server that it goes on from. */
  version: number;
  /** Not saved there yet. */
  dirty: boolean;
}

const EMPTY: KeptDraft = { outcome: null, values: {} };
const PAUSE_MS = 800;
const RETRY_MS = 5_000;

function read(key: string | undefined): LocalCopy | null {
  try {
    const kept = key === undefined ? null : localStorage.getItem(key);
    return kept === null ? null : { version: 0, dirty: true, ...(JSON.parse(kept) as Partial<LocalCopy> & KeptDraft) };
  } catch {
    return null;
  }
}

function write(key: string | undefined, copy: LocalCopy | null): void {
  if (key === undefined) return;
  try {
    if (copy) localStorage.setItem(key, JSON.stringify(copy));
    else localStorage.removeItem(key);
  } catch {
    // Without room in the browser the text still stands on the page and on the server.
  }
}

export interface Kept {
  draft: KeptDraft;
  /** Something written before was put back. */
  restored: boolean;
  state: DraftState;
  savedAt: string | null;
  change: (change: Partial<KeptDraft>) => void;
  /** A function gets the value so far: for changes that had to wait, such as uploads. */
  setValue: (key: string, value: unknown) => void;
  /** After it was sent: nothing is kept any more. */
  forget: () => void;
  /** Begins anew, with nothing kept. */
  discard: () => Promise<void>;
  /** In a conflict: go on with what stands here, or take what was saved elsewhere. */
  resolve: (keep: 'mine' | 'theirs') => Promise<void>;
}

/**
 * Keeps what is typed until it is sent: on the server, and in the browser while that is away. The place stays the same as long
 * as the component is there; null keeps nothing.
 */
export function useKept(given: KeptPlace | null): Kept {
  const [place] = useState(given);
  const [local] = useState(() => read(place?.key));
  const [draft, setDraft] = useState<KeptDraft>(local ?? EMPTY);
  const [restored, setRestored] = useState(local !== null);
  const [state, setState] = useState<DraftState>('idle');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const now = useRef({ draft, version: local?.version ?? 0, dirty: local?.dirty ?? false, ended: false });
  const saving = useRef<Promise<void> | null>(null);

  const take = useCallback(
    (next: KeptDraft, dirty: boolean) => {
      now.current = { ...now.current, draft: next, dirty };
      setDraft(next);
      write(place?.key, { ...next, version: now.current.version, dirty });
    },
    [place],
  );

  const save = useCallback(async (): Promise<void> => {
    if (saving.current) return saving.current;
    const { draft: sent, version, dirty, ended } = now.current;
    if (!place || !dirty || ended) return;
    setState('saving');
    saving.current = place
      .write({ ...sent, version })
      .then(
        (kept) => {
          if (now.current.ended) return;
          const same = now.current.draft === sent;
          now.current = { ...now.current, version: kept.version, dirty: !same };
          write(place?.key, { ...now.current.draft, version: kept.version, dirty: !same });
          setSavedAt(kept.savedAt);
          setState(same ? 'saved' : 'saving');
        },
        (error: unknown) => {
          const code = isProblem(error) ? error.code : '';
          setState(code === 'draft.changed' ? 'conflict' : code === 'draft.tooLong' ? 'tooLong' : 'local');
        },
      )
      .finally(() => {
        saving.current = null;
      });
    await saving.current;
    // Typed while it was on its way, perhaps by somebody who has left the page since.
    if (now.current.dirty && now.current.version > version) await save();
  }, [place]);

  // What was written elsewhere takes the place of a copy of which nothing is unsaved.
  useEffect(() => {
    let gone = false;
    place?.read().then(
      (kept) => {
        if (gone || now.current.ended) return;
        if (now.current.dirty) {
          if (kept.version !== now.current.version) setState('conflict');
          else void save();
          return;
        }
        now.current.version = kept.version;
        setSavedAt(kept.savedAt);
        if (kept.version > 0) {
          take({ outcome: kept.outcome, values: kept.values }, false);
          setRestored(true);
          setState('saved');
        } else if (local) {
          // Discarded elsewhere.
          take(EMPTY, false);
          write(place?.key, null);
          setRestored(false);
        }
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [place, local, save, take]);

  useEffect(() => {
    if (!now.current.dirty || now.current.ended || state === 'conflict' || state === 'tooLong') return undefined;
    const timer = setTimeout(() => void save(), state === 'local' ? RETRY_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, state, save]);

  // Whoever goes to another task or page leaves nothing unsaved behind.
  useEffect(
    () => () => {
      void save();
    },
    [save],
  );

  const edit = useCallback(
    (make: (before: KeptDraft) => KeptDraft) => {
      take(make(now.current.draft), true);
      setState((before) => (before === 'conflict' ? before : 'saving'));
    },
    [take],
  );
  const change = useCallback((part: Partial<KeptDraft>) => edit((before) => ({ ...before, ...part })), [edit]);
  const setValue = useCallback(
    (key: string, value: unknown) =>
      edit((before) => {
        const known = before.values[key];
        const next = typeof value === 'function' ? (value as (known: unknown) => unknown)(known) : value;
        return { ...before, values: { ...before.values, [key]: next } };
      }),
    [edit],
  );
  const forget = useCallback(() => {
    now.current.ended = true;
    write(place?.key, null);
    // A saving that is still on its way would put it back.
    void Promise.resolve(saving.current)
      .then(() => place?.remove())
      .catch(() => undefined);
  }, [place]);
  const discard = useCallback(async () => {
    take(EMPTY, false);
    setRestored(false);
    setState('idle');
    await saving.current;
    await place?.remove();
    now.current.version = 0;
    write(place?.key, null);
  }, [place, take]);
  const resolve = async (keep: 'mine' | 'theirs'): Promise<void> => {
    const kept = await place?.read();
    if (!kept) return;
    now.current.version = kept.version;
    setSavedAt(kept.savedAt);
    if (keep === 'theirs') {
      take({ outcome: kept.outcome, values: kept.values }, false);
      setState('saved');
    } else {
      now.current.dirty = true;
      setState('saving');
      await save();
    }
  };
  return { draft, restored, state, savedAt, change, setValue, forget, discard, resolve };
}
