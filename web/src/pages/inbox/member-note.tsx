import { Link } from '@tanstack/react-router';
import { useText } from '../../text/text';
import { useHome } from '../home/use-home';
import { inboxText } from './inbox.text';

/** Says that the list is another person's, and leads back to one's own. */
export function MemberNote({ member }: { member: string }) {
  const t = useText(inboxText);
  const name = useMemberName(member);
  return (
    <p className="note row spread member-note" role="status">
      {t('memberNote', { name })}
      <Link to="/inbox" search={{}}>
        {t('memberBack')}
      </Link>
    </p>
  );
}

/** Of somebody of the team; empty while it is not known. */
export function useMemberName(member: string | undefined): string {
  const { data } = useHome(member !== undefined);
  return data?.team.find(({ personId }) => personId === member)?.name ?? '';
}
