import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, api } from '../api/client';
import type { Notice } from '../api/types';
import type { ToldNotice } from './told-notices';
import { useBrowserTeller } from './use-browser-teller';

/** Lists that may have changed when somebody is told something. */
const TOUCHED = ['tasks', 'counts', 'cases', 'applications', 'notifications'];

/** Listens to what happens; lists and open cases are asked for anew when something concerns them. */
export function useNotices(): { notices: Notice[]; unread: number; readAll: () => void } {
  const queries = useQueryClient();
  const tell = useBrowserTeller();
  useEffect(() => {
    const source = new EventSource('/api/v1/events');
    source.addEventListener('notification', ({ data }: MessageEvent<string>) => {
      const told = JSON.parse(data) as ToldNotice;
      const { caseId } = told;
      tell(told);
      for (const key of TOUCHED) void queries.invalidateQueries({ queryKey: [key] });
      void queries.invalidateQueries({ queryKey: ['case', caseId] });
    });
    return () => source.close();
  }, [queries, tell]);
  const { data: page } = useQuery({
    queryKey: ['notifications', 'latest'],
    queryFn: () => answer(api.GET('/api/v1/notifications', { params: { query: { limit: 20 } } })),
  });
  const { data: count } = useQuery({
    queryKey: ['notifications', 'unread'],
    queryFn: () => answer(api.GET('/api/v1/notifications/unread')),
  });
  const { mutate } = useMutation({
    mutationFn: (until: number | undefined) =>
      answer(api.POST('/api/v1/notifications/read-all', { body: until === undefined ? {} : { until } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notifications', 'unread'] }),
  });
  const notices = page?.items ?? [];
  return { notices, unread: count?.unread ?? 0, readAll: () => mutate(notices[0]?.at) };
}
