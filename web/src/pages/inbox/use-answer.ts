import { useCallback, useEffect, useRef, useState } from 'react';
import { answer, api } from '../../api/client';
import { isProblem } from '../../api/problem';
import type { FormValues } from '../../api/types';

/** What is being written on a task. */
export interface AnswerDraft {
  outcome: string | null;
  values: FormValues;
}

/**
 * How safe it is: `idle` nothing typed, `saving`, `saved` on the server, `local` only in this browser because the server does not
 * answer, `conflict` something else was saved meanwhile from another window, `tooLong` the server does not take it.
 */
export type DraftState = 'idle' | 'saving' | 'saved' | 'local' | 'conflict' | 'tooLong';

/** The copy in this browser: for the moment between two savings, and for when the server is away. */
interface LocalCopy extends AnswerDraft {
  /** Version on the server that it goes on from. */
  version: number;
  /** Not saved there yet. */
  dirty: boolean;
}

const EMPTY: AnswerDraft = { outcome: null, values: {} };
const PAUSE_MS = 800;
const RETRY_MS = 5_000;
const keyOf = (taskId: string) => `hazflow.answer.${taskId}`;

function read(taskId: string): LocalCopy | null {
  try {
    const kept = localStorage.getItem(keyOf(taskId));
    return kept === null
      ? null
      : { version: 0, dirty: true, ...(JSON.parse(kept) as Partial<LocalCopy> & AnswerDraft) };
  } catch {
    return null;
  }
}

function write(taskId: string, copy: LocalCopy | null): void {
  try {
    if (copy) localStorage.setItem(keyOf(taskId), JSON.stringify(copy));
    else localStorage.removeItem(keyOf(taskId));
  } catch {
    // Without room in the browser the text still stands on the page and on the server.
  }
}

export interface Answer {
  draft: AnswerDraft;
  /** Something written before was put back. */
  restored: boolean;
  state: DraftState;
  savedAt: string | null;
  change: (change: Partial<AnswerDraft>) => void;
  /** A function gets the value so far: for changes that had to wait, such as uploads. */
  setValue: (key: string, value: unknown) => void;
  /** After an answer: nothing is kept any more. */
  forget: () => void;
  /** In a conflict: go on with what stands here, or take what was saved elsewhere. */
  resolve: (keep: 'mine' | 'theirs') => Promise<void>;
}

/** Keeps what is typed on a task until it is answered: on the server, and in the browser while that is away. */
export function useAnswer(taskId: string): Answer {
  const [local] = useState(() => read(taskId));
  const [draft, setDraft] = useState<AnswerDraft>(local ?? EMPTY);
  const [restored, setRestored] = useState(local !== null);
  const [state, setState] = useState<DraftState>('idle');
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const now = useRef({ draft, version: local?.version ?? 0, dirty: local?.dirty ?? false, ended: false });
  const saving = useRef<Promise<void> | null>(null);

  const take = useCallback(
    (next: AnswerDraft, dirty: boolean) => {
      now.current = { ...now.current, draft: next, dirty };
      setDraft(next);
      write(taskId, { ...next, version: now.current.version, dirty });
    },
    [taskId],
  );

  const save = useCallback(async (): Promise<void> => {
    if (saving.current) return saving.current;
    const { draft: sent, version, dirty, ended } = now.current;
    if (!dirty || ended) return;
    setState('saving');
    saving.current = answer(
      api.PUT('/api/v1/tasks/{taskId}/draft', {
        params: { path: { taskId } },
        body: { outcome: sent.outcome, values: sent.values as never, version },
      }),
    )
      .then(
        (kept) => {
          if (now.current.ended) return;
          const same = now.current.draft === sent;
          now.current = { ...now.current, version: kept.version, dirty: !same };
          write(taskId, { ...now.current.draft, version: kept.version, dirty: !same });
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
  }, [taskId]);

  // What was written elsewhere takes the place of a copy of which nothing is unsaved.
  useEffect(() => {
    let gone = false;
    answer(api.GET('/api/v1/tasks/{taskId}/draft', { params: { path: { taskId } } })).then(
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
          write(taskId, null);
          setRestored(false);
        }
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [taskId, local, save, take]);

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
    (make: (before: AnswerDraft) => AnswerDraft) => {
      take(make(now.current.draft), true);
      setState((before) => (before === 'conflict' ? before : 'saving'));
    },
    [take],
  );
  const change = useCallback((part: Partial<AnswerDraft>) => edit((before) => ({ ...before, ...part })), [edit]);
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
    write(taskId, null);
  }, [taskId]);
  const resolve = async (keep: 'mine' | 'theirs'): Promise<void> => {
    const kept = await answer(api.GET('/api/v1/tasks/{taskId}/draft', { params: { path: { taskId } } }));
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
  return { draft, restored, state, savedAt, change, setValue, forget, resolve };
}
