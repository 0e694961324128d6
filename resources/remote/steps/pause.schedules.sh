# cron entries, workers and timers of this installation; each is put back as it was.
schedules_pause
