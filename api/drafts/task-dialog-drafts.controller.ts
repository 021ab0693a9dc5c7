import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DialogDrafts } from './dialog-drafts';
import { Drafts } from './drafts.service';

@ApiTags('tasks')
@Controller('tasks/:taskId/dialogs/:dialog/draft')
export class TaskDialogDraftsController extends DialogDrafts('task') {
  constructor(drafts: Drafts) {
    super(drafts);
  }
}
