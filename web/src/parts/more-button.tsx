import { Button } from 'antd';
import { commonText } from '../text/common.text';
import { useText } from '../text/text';

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** Fetches the next page of a list, while there is one. */
export function MoreButton({ list }: { list: Pages }) {
  const c = useText(commonText);
  return list.hasNextPage ? (
    <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
      {c('more')}
    </Button>
  ) : null;
}
