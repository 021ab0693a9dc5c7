import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isAway } from './problem';
import { noteAway, whenServerReturns } from './server-state';

const AGAIN_MS = 2000;

/** Reads are asked again while the server is away; refusals are final. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => isAway(error) && noteAway() }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (times, error) => {
        if (isAway(error)) noteAway();
        return isAway(error) && times < 3;
      },
      retryDelay: AGAIN_MS,
      refetchOnWindowFocus: true,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

// Every page asks anew for what it shows.
whenServerReturns(() => void queryClient.invalidateQueries());
