import { useCallback, useState } from 'react';

/**
 * `unsupported`: the browser has none, or only tells of them over https; `denied`: forbidden for this site in the browser; `ask`: the
 * browser was not asked yet; `off`, `on`: the choice of this person in this browser.
 */
export type BrowserNotices = 'unsupported' | 'denied' | 'ask' | 'off' | 'on';

const keyOf = (personId: string): string => `hazflow.browserNotices.${personId}`;

export function browserNotices(personId: string): BrowserNotices {
  if (!('Notification' in window) || !window.isSecureContext) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  if (Notification.permission === 'default') return 'ask';
  return chosen(personId) ? 'on' : 'off';
}

/** State and switch; the browser asks the reader only because they pressed something. */
export function useBrowserNotices(personId: string): {
  state: BrowserNotices;
  switchOn: () => Promise<void>;
  switchOff: () => void;
} {
  const [state, setState] = useState(() => browserNotices(personId));
  const choose = useCallback(
    (on: boolean) => {
      try {
        if (on) localStorage.setItem(keyOf(personId), 'on');
        else localStorage.removeItem(keyOf(personId));
      } catch {
        // A browser that keeps nothing tells nothing by itself.
      }
      setState(browserNotices(personId));
    },
    [personId],
  );
  const switchOn = useCallback(async () => {
    const permission = await Notification.requestPermission();
    choose(permission === 'granted');
  }, [choose]);
  return { state, switchOn, switchOff: () => choose(false) };
}

/** Shows one; two pages that are open show it once, because they give it the same tag. False where the browser cannot. */
export function showNotice({
  title,
  body,
  tag,
  onClick,
}: {
  title: string;
  body: string;
  tag: string;
  onClick: () => void;
}): boolean {
  try {
    const notice = new Notification(title, { body, tag, lang: document.documentElement.lang });
    notice.onclick = () => {
      window.focus();
      notice.close();
      onClick();
    };
    return true;
  } catch {
    // Browsers of telephones have the permission but not the constructor; the list in the page has it all the same.
    return false;
  }
}

function chosen(personId: string): boolean {
  try {
    return localStorage.getItem(keyOf(personId)) === 'on';
  } catch {
    return false;
  }
}
