import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answer, api } from '../../api/client';
import { isAway, isProblem } from '../../api/problem';
import { noteAway, serverBack } from '../../api/server-state';
import type { Application, Draft } from './draft';

const WAIT_MS = 900;

export type Keeping = 'kept' | 'unkept' | 'keeping' | 'conflict' | 'refused';

/**
 * The working copy with automatic saving: one save at a time, each with the version it changes, so that nothing written
 * elsewhere is overwritten. While the server is away the changes wait.
 */
export function useDraft(application: Application) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(application.application);
  const [keeping, setKeeping] = useState<Keeping>('kept');
  const [keptAt, setKeptAt] = useState(Date.parse(application.updatedAt));
  const [error, setError] = useState<unknown>(null);
  const version = useRef(application.version);
  const latest = useRef(draft);
  const saved = useRef(draft);
  const running = useRef<Promise<void> | null>(null);
  latest.current = draft;

  const save = (): Promise<void> => {
    running.current ??= (async () => {
      while (latest.current !== saved.current) {
        const sent = latest.current;
        setKeeping('keeping');
        try {
          const row = await answer(
            api.PUT('/api/v1/applications/{id}', {
              params: { path: { id: application.applicationId } },
              body: { version: version.current, application: sent },
            }),
          );
          version.current = row.version;
          saved.current = sent;
          setKeptAt(Date.now());
          setError(null);
          setKeeping('kept');
          queries.setQueryData(['application', application.applicationId], { ...row, application: sent });
        } catch (refused) {
          if (isAway(refused)) {
            noteAway();
            await serverBack();
            continue;
          }
          setError(refused);
          setKeeping(isProblem(refused) && refused.status === 409 ? 'conflict' : 'refused');
          return;
        }
      }
    })().finally(() => {
      running.current = null;
    });
    return running.current;
  };

  useEffect(() => {
    if (draft === saved.current) return;
    setKeeping('unkept');
    const timer = setTimeout(() => void save(), WAIT_MS);
    return () => clearTimeout(timer);
  }, [draft]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (latest.current !== saved.current) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
      if (latest.current !== saved.current) void save();
    };
  }, []);

  /** Saves what is not saved yet and tells the version to submit. */
  const settle = async (): Promise<number> => {
    await save();
    return version.current;
  };
  return { draft, setDraft, keeping, keptAt, error, settle };
}
