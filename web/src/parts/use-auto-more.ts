import { useEffect, useRef, type RefObject } from 'react';
import { SCROLLS } from './use-window';

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** So far ahead of the end the next page is asked for. */
const AHEAD = '600px';

/** Fetches the next page when the end of a list comes near. Put the ref on what follows the list. */
export function useAutoMore(list: Pages): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  useEffect(() => {
    const mark = end.current;
    // After a failure the reader decides.
    if (!mark || !hasNextPage || isFetchingNextPage || isFetchNextPageError) return;
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNextPage();
      },
      { root: mark.closest(SCROLLS), rootMargin: AHEAD },
    );
    watch.observe(mark);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  return end;
}
