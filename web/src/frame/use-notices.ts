import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Notice } from '../api/types';

const KEPT = 50;

/** Listens to what happens; lists and open cases are asked for anew when something concerns them. */
export function useNotices(): { notices: Notice[]; fresh: number; seen: () => void } {
  const queries = useQueryClient();
  const [notices, setNotices] = useState<Notice[]>([]);
  const [fresh, setFresh] = useState(0);
  useEffect(() => {
    const source = new EventSource('/api/v1/events');
    source.addEventListener('notification', ({ data }: MessageEvent<string>) => {
      const notice = JSON.parse(data) as Notice;
      setNotices((before) => [notice, ...before.filter(({ _id }) => _id !== notice._id)].slice(0, KEPT));
      setFresh((count) => count + 1);
      for (const key of ['tasks', 'counts', 'cases', 'applications'])
        void queries.invalidateQueries({ queryKey: [key] });
      void queries.invalidateQueries({ queryKey: ['case', notice.caseId] });
    });
    return () => source.close();
  }, [queries]);
  return { notices, fresh, seen: () => setFresh(0) };
}
