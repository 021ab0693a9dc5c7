import { useCallback, useEffect, useRef, useState } from 'react';
import type { FormValues } from '../../api/types';

/** What is being written on a task. */
export interface AnswerDraft {
  outcome: string | null;
  values: FormValues;
}

const EMPTY: AnswerDraft = { outcome: null, values: {} };
const keyOf = (taskId: string) => `hazflow.answer.${taskId}`;

function read(taskId: string): AnswerDraft | null {
  try {
    const kept = localStorage.getItem(keyOf(taskId));
    return kept === null ? null : (JSON.parse(kept) as AnswerDraft);
  } catch {
    return null;
  }
}

/** Keeps what is typed on a task until it is answered, over reloads and closed windows. */
export function useAnswer(taskId: string): {
  draft: AnswerDraft;
  restored: boolean;
  change: (change: Partial<AnswerDraft>) => void;
  /** A function gets the value so far: for changes that had to wait, such as uploads. */
  setValue: (key: string, value: unknown) => void;
  forget: () => void;
} {
  const [kept] = useState(() => read(taskId));
  const [draft, setDraft] = useState<AnswerDraft>(kept ?? EMPTY);
  const forgotten = useRef(false);
  useEffect(() => {
    if (draft === EMPTY || forgotten.current) return;
    try {
      localStorage.setItem(keyOf(taskId), JSON.stringify(draft));
    } catch {
      // Without room in the browser the text still stands on the page.
    }
  }, [taskId, draft]);
  const change = useCallback((part: Partial<AnswerDraft>) => setDraft((before) => ({ ...before, ...part })), []);
  const setValue = useCallback(
    (key: string, value: unknown) =>
      setDraft((before) => {
        const known = before.values[key];
        const next = typeof value === 'function' ? (value as (known: unknown) => unknown)(known) : value;
        return { ...before, values: { ...before.values, [key]: next } };
      }),
    [],
  );
  const forget = useCallback(() => {
    forgotten.current = true;
    localStorage.removeItem(keyOf(taskId));
  }, [taskId]);
  return { draft, restored: kept !== null, change, setValue, forget };
}
