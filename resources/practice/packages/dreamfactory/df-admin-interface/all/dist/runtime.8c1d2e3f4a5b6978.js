// interface {{version}}
