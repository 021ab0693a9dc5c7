import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { newKey } from './client';
import { isAway } from './problem';
import { noteAway, serverBack } from './server-state';

/** A command is sent again with its key until somebody answers; after this many tries the reader is asked. */
const TRIES = 60;

/**
 * Sends a command once. The key stays with the content: when the answer was lost, the same content goes out under the same
 * key, so that nothing is done twice. Lists and cases are asked for anew afterwards.
 */
export function useCommand<Body, Answer>(
  send: (body: Body, key: string) => Promise<Answer>,
  done?: (result: Answer, body: Body) => void,
): UseMutationResult<Answer, Error, Body> {
  const queries = useQueryClient();
  const last = useRef<{ content: string; key: string } | null>(null);
  return useMutation({
    mutationFn: async (body: Body) => {
      const content = JSON.stringify(body);
      if (last.current?.content !== content) last.current = { content, key: newKey() };
      const { key } = last.current;
      for (let tries = 1; ; tries++) {
        try {
          return await send(body, key);
        } catch (error) {
          if (!isAway(error) || tries >= TRIES) throw error;
          noteAway();
          await serverBack();
        }
      }
    },
    onSuccess: (result, body) => {
      last.current = null;
      done?.(result, body);
    },
    onSettled: () => queries.invalidateQueries({ predicate: ({ queryKey }) => CHANGED.includes(String(queryKey[0])) }),
  });
}

const CHANGED = ['tasks', 'task', 'counts', 'cases', 'case', 'applications', 'application', 'notifications'];
