# What came takes its place; what stood there is put aside.
files_move forward
aside_list
