import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';

/** Proxies that the signed-in person holds and that are in force today. */
export function useHeldProxies() {
  return useQuery({
    queryKey: ['proxies'],
    queryFn: () => answer(api.GET('/api/v1/proxies')),
    staleTime: 60_000,
    select: ({ held }) => held.filter(({ status }) => status === 'active'),
  });
}
