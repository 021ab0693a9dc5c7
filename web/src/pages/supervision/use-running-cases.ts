import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import type { CaseSummary } from '../../api/types';

const PAGE = 100;
const PAGES = 10;

/** Running cases of whoever supervises, as far as one page of figures can sensibly hold. */
export function useRunningCases() {
  return useQuery({
    queryKey: ['cases', 'supervision'],
    queryFn: async () => {
      const rows: CaseSummary[] = [];
      let cursor: string | null | undefined;
      for (let page = 0; page < PAGES && cursor !== null; page++) {
        const found: { items: CaseSummary[]; next: string | null } = await answer(
          api.GET('/api/v1/cases', {
            params: { query: { status: 'running', of: 'visible', limit: PAGE, ...(cursor ? { cursor } : {}) } },
          }),
        );
        rows.push(...found.items);
        cursor = found.next;
      }
      return { rows, capped: cursor !== null };
    },
    refetchInterval: 60_000,
  });
}
