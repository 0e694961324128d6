files_move back
