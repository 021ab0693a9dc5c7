import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';

/** Own figures, those of principals and those of the team. */
export function useHome(enabled = true) {
  return useQuery({
    queryKey: ['counts', 'home'],
    queryFn: () => answer(api.GET('/api/v1/dashboard/home')),
    refetchInterval: 60_000,
    enabled,
  });
}
