import { Button } from 'antd';
import { commonText } from '../text/common.text';
import { useText } from '../text/text';
import { useAutoMore } from './use-auto-more';

export interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** Fetches the next page of a list, while there is one: by itself when its end comes near, or when asked. */
export function MoreButton({ list }: { list: Pages }) {
  const c = useText(commonText);
  const end = useAutoMore(list);
  return (
    <div ref={end}>
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {c('more')}
        </Button>
      )}
    </div>
  );
}
