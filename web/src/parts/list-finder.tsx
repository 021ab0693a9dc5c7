import { Button, Input } from 'antd';
import { useState } from 'react';
import { commonText } from '../text/common.text';
import { useText } from '../text/text';

/** A text to narrow a list by; found when sent, not while it is typed. */
export function ListFinder({
  q,
  onFind,
  placeholder,
  width,
  maxLength,
}: {
  q: string;
  onFind: (q: string) => void;
  placeholder: string;
  width: number;
  maxLength?: number;
}) {
  const c = useText(commonText);
  const [value, setValue] = useState(q);
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        onFind(value.trim());
      }}
    >
      <Input
        type="search"
        style={{ width }}
        {...(maxLength === undefined ? {} : { maxLength })}
        value={value}
        onChange={({ target }) => setValue(target.value)}
        placeholder={placeholder}
        aria-label={placeholder}
      />
      <Button htmlType="submit">{c('search')}</Button>
    </form>
  );
}
