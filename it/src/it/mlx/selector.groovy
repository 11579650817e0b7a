// Runs on a checkout of MLX that the user names; nothing of MLX is in this repository.
if (!mlxHome) {
    println 'The project mlx is skipped: run with -Dmlx.home=/path/to/mlx to include it.'
    return false
}
return true
