import type { TaskFilter } from '../../api/queries';

/** What the address of the inbox says: its filter and the task that lies open beside it. */
export interface InboxSearch extends Omit<TaskFilter, 'tab'> {
  tab?: TaskFilter['tab'] | undefined;
  task?: string | undefined;
}
